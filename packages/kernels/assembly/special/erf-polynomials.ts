// Written by scripts/coefficients/erf.py.

// erf(sqrt x) / sqrt x, x in [0, 1].
// @ts-ignore: decorator
@inline
export function erfSmall(x: f64): f64 {
  const x2 = x * x;
  const x4 = x2 * x2;
  const x8 = x4 * x4;
  return ((((1.12837916709551257 + x * -0.376126389031837524) + x2 * (0.112837916709551202 + x * -0.0268661706451298408)) + x4 * ((0.00522397762542329831 + x * -0.00085483270219348296) + x2 * (0.000120553329028887354 + x * -0.0000149256475675193321))) + x8 * (((1.64620454414684189e-6 + x * -1.63646421581676153e-7) + x2 * (1.4792401209404813e-8 + x * -1.21645600572834501e-9)) + x4 * (8.70904512905310669e-11 + x * -4.23094582429533782e-12)));
}

const erfSmall_f64x2_table: usize = memory.data<f64>([
  1.12837916709551257, 1.12837916709551257,
  -0.376126389031837524, -0.376126389031837524,
  0.112837916709551202, 0.112837916709551202,
  -0.0268661706451298408, -0.0268661706451298408,
  0.00522397762542329831, 0.00522397762542329831,
  -0.00085483270219348296, -0.00085483270219348296,
  0.000120553329028887354, 0.000120553329028887354,
  -0.0000149256475675193321, -0.0000149256475675193321,
  1.64620454414684189e-6, 1.64620454414684189e-6,
  -1.63646421581676153e-7, -1.63646421581676153e-7,
  1.4792401209404813e-8, 1.4792401209404813e-8,
  -1.21645600572834501e-9, -1.21645600572834501e-9,
  8.70904512905310669e-11, 8.70904512905310669e-11,
  -4.23094582429533782e-12, -4.23094582429533782e-12,
], 16);

// @ts-ignore: decorator
@inline
export function erfSmall_f64x2(x: v128): v128 {
  const x2 = f64x2.mul(x, x);
  const x4 = f64x2.mul(x2, x2);
  const x8 = f64x2.mul(x4, x4);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(v128.load(erfSmall_f64x2_table, 0), f64x2.mul(x, v128.load(erfSmall_f64x2_table, 16))), f64x2.mul(x2, f64x2.add(v128.load(erfSmall_f64x2_table, 32), f64x2.mul(x, v128.load(erfSmall_f64x2_table, 48))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(erfSmall_f64x2_table, 64), f64x2.mul(x, v128.load(erfSmall_f64x2_table, 80))), f64x2.mul(x2, f64x2.add(v128.load(erfSmall_f64x2_table, 96), f64x2.mul(x, v128.load(erfSmall_f64x2_table, 112))))))), f64x2.mul(x8, f64x2.add(f64x2.add(f64x2.add(v128.load(erfSmall_f64x2_table, 128), f64x2.mul(x, v128.load(erfSmall_f64x2_table, 144))), f64x2.mul(x2, f64x2.add(v128.load(erfSmall_f64x2_table, 160), f64x2.mul(x, v128.load(erfSmall_f64x2_table, 176))))), f64x2.mul(x4, f64x2.add(v128.load(erfSmall_f64x2_table, 192), f64x2.mul(x, v128.load(erfSmall_f64x2_table, 208)))))));
}

// erf(sqrt x) / sqrt x - 1, for float32.
const erfSmallLessOne_f32x4_table: usize = memory.data<f32>([
  0.1283791658, 0.1283791658, 0.1283791658, 0.1283791658,
  -0.3761262667, -0.3761262667, -0.3761262667, -0.3761262667,
  0.1128359472, 0.1128359472, 0.1128359472, 0.1128359472,
  -0.02685421201, -0.02685421201, -0.02685421201, -0.02685421201,
  0.005189087423, 0.005189087423, 0.005189087423, 0.005189087423,
  -0.0008016864287, -0.0008016864287, -0.0008016864287, -0.0008016864287,
  7.875875063e-5, 7.875875063e-5, 7.875875063e-5, 7.875875063e-5,
], 16);

// @ts-ignore: decorator
@inline
export function erfSmallLessOne_f32x4(x: v128): v128 {
  const x2 = f32x4.mul(x, x);
  const x4 = f32x4.mul(x2, x2);
  return f32x4.add(f32x4.add(f32x4.add(v128.load(erfSmallLessOne_f32x4_table, 0), f32x4.mul(x, v128.load(erfSmallLessOne_f32x4_table, 16))), f32x4.mul(x2, f32x4.add(v128.load(erfSmallLessOne_f32x4_table, 32), f32x4.mul(x, v128.load(erfSmallLessOne_f32x4_table, 48))))), f32x4.mul(x4, f32x4.add(f32x4.add(v128.load(erfSmallLessOne_f32x4_table, 64), f32x4.mul(x, v128.load(erfSmallLessOne_f32x4_table, 80))), f32x4.mul(x2, v128.load(erfSmallLessOne_f32x4_table, 96)))));
}

// log erfc(x), x in [1, 4], for float32.
const logErfc_f32x4_table: usize = memory.data<f32>([
  0.0003201380497, 0.0003201380497, 0.0003201380497, 0.0003201380497,
  -1.130233435, -1.130233435, -1.130233435, -1.130233435,
  -0.6318260516, -0.6318260516, -0.6318260516, -0.6318260516,
  -0.1100800829, -0.1100800829, -0.1100800829, -0.1100800829,
  0.02642113601, 0.02642113601, 0.02642113601, 0.02642113601,
  -0.004759596293, -0.004759596293, -0.004759596293, -0.004759596293,
  0.0005968056257, 0.0005968056257, 0.0005968056257, 0.0005968056257,
  -4.605804269e-5, -4.605804269e-5, -4.605804269e-5, -4.605804269e-5,
  1.637151415e-6, 1.637151415e-6, 1.637151415e-6, 1.637151415e-6,
], 16);

// @ts-ignore: decorator
@inline
export function logErfc_f32x4(x: v128): v128 {
  const x2 = f32x4.mul(x, x);
  const x4 = f32x4.mul(x2, x2);
  const x8 = f32x4.mul(x4, x4);
  return f32x4.add(f32x4.add(f32x4.add(f32x4.add(v128.load(logErfc_f32x4_table, 0), f32x4.mul(x, v128.load(logErfc_f32x4_table, 16))), f32x4.mul(x2, f32x4.add(v128.load(logErfc_f32x4_table, 32), f32x4.mul(x, v128.load(logErfc_f32x4_table, 48))))), f32x4.mul(x4, f32x4.add(f32x4.add(v128.load(logErfc_f32x4_table, 64), f32x4.mul(x, v128.load(logErfc_f32x4_table, 80))), f32x4.mul(x2, f32x4.add(v128.load(logErfc_f32x4_table, 96), f32x4.mul(x, v128.load(logErfc_f32x4_table, 112))))))), f32x4.mul(x8, v128.load(logErfc_f32x4_table, 128)));
}

// (1 + 2u) erfcx(u), u >= 0, of x = (u - 3) / (u + 3): Shepherd and Laframboise (1981), Math. Comp. 36, 249.
// @ts-ignore: decorator
@inline
export function erfcxLarge(x: f64): f64 {
  const x2 = x * x;
  const x4 = x2 * x2;
  const x8 = x4 * x4;
  const x16 = x8 * x8;
  return (((((1.25300805826972965 + x * -0.135621106124581193) + x2 * (-0.0475622943534510908 + x * 0.1296451587027627)) + x4 * ((-0.119273663415280316 + x * 0.0683080273439185581) + x2 * (-0.0237705149195048166 + x * 0.00252939181681812328))) + x8 * (((0.00188869037166729699 + x * -0.000779832276879811618) + x2 * (-0.000105159900926474656 + x * 0.00012509936726341787)) + x4 * ((4.94998795573279883e-6 + x * -0.0000201005770126203174) + x2 * (-7.33141182334830988e-7 + x * 3.47231495693104276e-6)))) + x16 * ((((3.60386916290929043e-7 + x * -6.16248211310550586e-7) + x2 * (-1.46825996609723229e-7 + x * 1.01090681644864256e-7)) + x4 * ((4.69455909629275348e-8 + x * -1.24265307127978329e-8) + x2 * (-1.17312529498584987e-8 + x * 3.60093548632325959e-10))) + x8 * ((2.061511692209589e-9 + x * 2.46027444801075512e-10) + x2 * (-1.88020749555224666e-10 + x * -4.15504338283388827e-11))));
}

const erfcxLarge_f64x2_table: usize = memory.data<f64>([
  1.25300805826972965, 1.25300805826972965,
  -0.135621106124581193, -0.135621106124581193,
  -0.0475622943534510908, -0.0475622943534510908,
  0.1296451587027627, 0.1296451587027627,
  -0.119273663415280316, -0.119273663415280316,
  0.0683080273439185581, 0.0683080273439185581,
  -0.0237705149195048166, -0.0237705149195048166,
  0.00252939181681812328, 0.00252939181681812328,
  0.00188869037166729699, 0.00188869037166729699,
  -0.000779832276879811618, -0.000779832276879811618,
  -0.000105159900926474656, -0.000105159900926474656,
  0.00012509936726341787, 0.00012509936726341787,
  4.94998795573279883e-6, 4.94998795573279883e-6,
  -0.0000201005770126203174, -0.0000201005770126203174,
  -7.33141182334830988e-7, -7.33141182334830988e-7,
  3.47231495693104276e-6, 3.47231495693104276e-6,
  3.60386916290929043e-7, 3.60386916290929043e-7,
  -6.16248211310550586e-7, -6.16248211310550586e-7,
  -1.46825996609723229e-7, -1.46825996609723229e-7,
  1.01090681644864256e-7, 1.01090681644864256e-7,
  4.69455909629275348e-8, 4.69455909629275348e-8,
  -1.24265307127978329e-8, -1.24265307127978329e-8,
  -1.17312529498584987e-8, -1.17312529498584987e-8,
  3.60093548632325959e-10, 3.60093548632325959e-10,
  2.061511692209589e-9, 2.061511692209589e-9,
  2.46027444801075512e-10, 2.46027444801075512e-10,
  -1.88020749555224666e-10, -1.88020749555224666e-10,
  -4.15504338283388827e-11, -4.15504338283388827e-11,
], 16);

// @ts-ignore: decorator
@inline
export function erfcxLarge_f64x2(x: v128): v128 {
  const x2 = f64x2.mul(x, x);
  const x4 = f64x2.mul(x2, x2);
  const x8 = f64x2.mul(x4, x4);
  const x16 = f64x2.mul(x8, x8);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.add(v128.load(erfcxLarge_f64x2_table, 0), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 16))), f64x2.mul(x2, f64x2.add(v128.load(erfcxLarge_f64x2_table, 32), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 48))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(erfcxLarge_f64x2_table, 64), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 80))), f64x2.mul(x2, f64x2.add(v128.load(erfcxLarge_f64x2_table, 96), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 112))))))), f64x2.mul(x8, f64x2.add(f64x2.add(f64x2.add(v128.load(erfcxLarge_f64x2_table, 128), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 144))), f64x2.mul(x2, f64x2.add(v128.load(erfcxLarge_f64x2_table, 160), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 176))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(erfcxLarge_f64x2_table, 192), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 208))), f64x2.mul(x2, f64x2.add(v128.load(erfcxLarge_f64x2_table, 224), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 240))))))))), f64x2.mul(x16, f64x2.add(f64x2.add(f64x2.add(f64x2.add(v128.load(erfcxLarge_f64x2_table, 256), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 272))), f64x2.mul(x2, f64x2.add(v128.load(erfcxLarge_f64x2_table, 288), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 304))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(erfcxLarge_f64x2_table, 320), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 336))), f64x2.mul(x2, f64x2.add(v128.load(erfcxLarge_f64x2_table, 352), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 368))))))), f64x2.mul(x8, f64x2.add(f64x2.add(v128.load(erfcxLarge_f64x2_table, 384), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 400))), f64x2.mul(x2, f64x2.add(v128.load(erfcxLarge_f64x2_table, 416), f64x2.mul(x, v128.load(erfcxLarge_f64x2_table, 432)))))))));
}

// The same of x = (u - 2) / (u + 2), for float32.
const erfcxLarge_f32x4_table: usize = memory.data<f32>([
  1.276978391, 1.276978391, 1.276978391, 1.276978391,
  -0.09276381574, -0.09276381574, -0.09276381574, -0.09276381574,
  -0.1660310904, -0.1660310904, -0.1660310904, -0.1660310904,
  0.1640504971, 0.1640504971, 0.1640504971, 0.1640504971,
  -0.05421199524, -0.05421199524, -0.05421199524, -0.05421199524,
  -0.008024739103, -0.008024739103, -0.008024739103, -0.008024739103,
  0.008689252695, 0.008689252695, 0.008689252695, 0.008689252695,
  0.001230503217, 0.001230503217, 0.001230503217, 0.001230503217,
  -0.001395805088, -0.001395805088, -0.001395805088, -0.001395805088,
  -0.0003709284114, -0.0003709284114, -0.0003709284114, -0.0003709284114,
  0.0001608403463, 0.0001608403463, 0.0001608403463, 0.0001608403463,
  6.807514759e-5, 6.807514759e-5, 6.807514759e-5, 6.807514759e-5,
], 16);

// @ts-ignore: decorator
@inline
export function erfcxLarge_f32x4(x: v128): v128 {
  const x2 = f32x4.mul(x, x);
  const x4 = f32x4.mul(x2, x2);
  const x8 = f32x4.mul(x4, x4);
  return f32x4.add(f32x4.add(f32x4.add(f32x4.add(v128.load(erfcxLarge_f32x4_table, 0), f32x4.mul(x, v128.load(erfcxLarge_f32x4_table, 16))), f32x4.mul(x2, f32x4.add(v128.load(erfcxLarge_f32x4_table, 32), f32x4.mul(x, v128.load(erfcxLarge_f32x4_table, 48))))), f32x4.mul(x4, f32x4.add(f32x4.add(v128.load(erfcxLarge_f32x4_table, 64), f32x4.mul(x, v128.load(erfcxLarge_f32x4_table, 80))), f32x4.mul(x2, f32x4.add(v128.load(erfcxLarge_f32x4_table, 96), f32x4.mul(x, v128.load(erfcxLarge_f32x4_table, 112))))))), f32x4.mul(x8, f32x4.add(f32x4.add(v128.load(erfcxLarge_f32x4_table, 128), f32x4.mul(x, v128.load(erfcxLarge_f32x4_table, 144))), f32x4.mul(x2, f32x4.add(v128.load(erfcxLarge_f32x4_table, 160), f32x4.mul(x, v128.load(erfcxLarge_f32x4_table, 176)))))));
}

// erfinv(sqrt x) / sqrt x, x in [0, 1/4].
// @ts-ignore: decorator
@inline
export function erfinvSmall(x: f64): f64 {
  const x2 = x * x;
  const x4 = x2 * x2;
  const x8 = x4 * x4;
  return ((((0.886226925452758014 + x * 0.23201366653465452) + x2 * (0.127556175305588887 + x * 0.0865521292427614768)) + x4 * ((0.0649596176602573975 + x * 0.0517312855852789904) + x2 * (0.0428366209820979657 + x * 0.0364678286408406672))) + x8 * (((0.0316632886901409077 + x * 0.028232530425433376) + x2 * (0.0232250781319452642 + x * 0.0319077755338870563)) + x4 * ((-0.0136395191013385921 + x * 0.105211044486899495) + x2 * (-0.119509577102372955 + x * 0.128044025909355001))));
}

const erfinvSmall_f64x2_table: usize = memory.data<f64>([
  0.886226925452758014, 0.886226925452758014,
  0.23201366653465452, 0.23201366653465452,
  0.127556175305588887, 0.127556175305588887,
  0.0865521292427614768, 0.0865521292427614768,
  0.0649596176602573975, 0.0649596176602573975,
  0.0517312855852789904, 0.0517312855852789904,
  0.0428366209820979657, 0.0428366209820979657,
  0.0364678286408406672, 0.0364678286408406672,
  0.0316632886901409077, 0.0316632886901409077,
  0.028232530425433376, 0.028232530425433376,
  0.0232250781319452642, 0.0232250781319452642,
  0.0319077755338870563, 0.0319077755338870563,
  -0.0136395191013385921, -0.0136395191013385921,
  0.105211044486899495, 0.105211044486899495,
  -0.119509577102372955, -0.119509577102372955,
  0.128044025909355001, 0.128044025909355001,
], 16);

// @ts-ignore: decorator
@inline
export function erfinvSmall_f64x2(x: v128): v128 {
  const x2 = f64x2.mul(x, x);
  const x4 = f64x2.mul(x2, x2);
  const x8 = f64x2.mul(x4, x4);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(v128.load(erfinvSmall_f64x2_table, 0), f64x2.mul(x, v128.load(erfinvSmall_f64x2_table, 16))), f64x2.mul(x2, f64x2.add(v128.load(erfinvSmall_f64x2_table, 32), f64x2.mul(x, v128.load(erfinvSmall_f64x2_table, 48))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(erfinvSmall_f64x2_table, 64), f64x2.mul(x, v128.load(erfinvSmall_f64x2_table, 80))), f64x2.mul(x2, f64x2.add(v128.load(erfinvSmall_f64x2_table, 96), f64x2.mul(x, v128.load(erfinvSmall_f64x2_table, 112))))))), f64x2.mul(x8, f64x2.add(f64x2.add(f64x2.add(v128.load(erfinvSmall_f64x2_table, 128), f64x2.mul(x, v128.load(erfinvSmall_f64x2_table, 144))), f64x2.mul(x2, f64x2.add(v128.load(erfinvSmall_f64x2_table, 160), f64x2.mul(x, v128.load(erfinvSmall_f64x2_table, 176))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(erfinvSmall_f64x2_table, 192), f64x2.mul(x, v128.load(erfinvSmall_f64x2_table, 208))), f64x2.mul(x2, f64x2.add(v128.load(erfinvSmall_f64x2_table, 224), f64x2.mul(x, v128.load(erfinvSmall_f64x2_table, 240)))))))));
}

// erfinv(y) / y - 1 of x = 0.4 w - 1, w = -log(1 - y^2) in [0, 5], for float32: the variable is Giles's (2011).
const erfinvNearLessOne_f32x4_table: usize = memory.data<f32>([
  0.5014093605, 0.5014093605, 0.5014093605, 0.5014093605,
  0.6166006976, 0.6166006976, 0.6166006976, 0.6166006976,
  -0.02610870547, -0.02610870547, -0.02610870547, -0.02610870547,
  -0.01957384987, -0.01957384987, -0.01957384987, -0.01957384987,
  0.0085292729, 0.0085292729, 0.0085292729, 0.0085292729,
  -0.0004855878603, -0.0004855878603, -0.0004855878603, -0.0004855878603,
  -0.0008456995282, -0.0008456995282, -0.0008456995282, -0.0008456995282,
  0.0002857246997, 0.0002857246997, 0.0002857246997, 0.0002857246997,
  3.56078601e-5, 3.56078601e-5, 3.56078601e-5, 3.56078601e-5,
  -3.407259358e-5, -3.407259358e-5, -3.407259358e-5, -3.407259358e-5,
], 16);

// @ts-ignore: decorator
@inline
export function erfinvNearLessOne_f32x4(x: v128): v128 {
  const x2 = f32x4.mul(x, x);
  const x4 = f32x4.mul(x2, x2);
  const x8 = f32x4.mul(x4, x4);
  return f32x4.add(f32x4.add(f32x4.add(f32x4.add(v128.load(erfinvNearLessOne_f32x4_table, 0), f32x4.mul(x, v128.load(erfinvNearLessOne_f32x4_table, 16))), f32x4.mul(x2, f32x4.add(v128.load(erfinvNearLessOne_f32x4_table, 32), f32x4.mul(x, v128.load(erfinvNearLessOne_f32x4_table, 48))))), f32x4.mul(x4, f32x4.add(f32x4.add(v128.load(erfinvNearLessOne_f32x4_table, 64), f32x4.mul(x, v128.load(erfinvNearLessOne_f32x4_table, 80))), f32x4.mul(x2, f32x4.add(v128.load(erfinvNearLessOne_f32x4_table, 96), f32x4.mul(x, v128.load(erfinvNearLessOne_f32x4_table, 112))))))), f32x4.mul(x8, f32x4.add(v128.load(erfinvNearLessOne_f32x4_table, 128), f32x4.mul(x, v128.load(erfinvNearLessOne_f32x4_table, 144)))));
}

// z / r with Q(z) = exp(-r^2 / 2), r in [1.66, 6], of x = (r - 3.2) / (r + 3.2).
// @ts-ignore: decorator
@inline
export function normalTailNear(x: f64): f64 {
  const x2 = x * x;
  const x4 = x2 * x2;
  const x8 = x4 * x4;
  const x16 = x8 * x8;
  return (((((0.785486566242604471 + x * 0.686443213991159657) + x2 * (-1.0507191068193636 + x * 1.23817345325724851)) + x4 * ((-1.36898016739059557 + x * 1.4622378911514725) + x2 * (-1.5374911403613195 + x * 1.59890491103243624))) + x8 * (((-1.65157389628982688 + x * 1.69682859613489659) + x2 * (-1.73694537313364859 + x * 1.77255057319902731)) + x4 * ((-1.80478339807781444 + x * 1.83437931121577319) + x2 * (-1.86189300311102722 + x * 1.8802965243979249)))) + x16 * (((-1.89506644795265749 + x * 1.99078925966651961) + x2 * (-2.078176019196506 + x * 1.54824842442993417)) + x4 * ((-1.25481088457023522 + x * 3.58343100630049122) + x2 * -4.22254331611192662)));
}

const normalTailNear_f64x2_table: usize = memory.data<f64>([
  0.785486566242604471, 0.785486566242604471,
  0.686443213991159657, 0.686443213991159657,
  -1.0507191068193636, -1.0507191068193636,
  1.23817345325724851, 1.23817345325724851,
  -1.36898016739059557, -1.36898016739059557,
  1.4622378911514725, 1.4622378911514725,
  -1.5374911403613195, -1.5374911403613195,
  1.59890491103243624, 1.59890491103243624,
  -1.65157389628982688, -1.65157389628982688,
  1.69682859613489659, 1.69682859613489659,
  -1.73694537313364859, -1.73694537313364859,
  1.77255057319902731, 1.77255057319902731,
  -1.80478339807781444, -1.80478339807781444,
  1.83437931121577319, 1.83437931121577319,
  -1.86189300311102722, -1.86189300311102722,
  1.8802965243979249, 1.8802965243979249,
  -1.89506644795265749, -1.89506644795265749,
  1.99078925966651961, 1.99078925966651961,
  -2.078176019196506, -2.078176019196506,
  1.54824842442993417, 1.54824842442993417,
  -1.25481088457023522, -1.25481088457023522,
  3.58343100630049122, 3.58343100630049122,
  -4.22254331611192662, -4.22254331611192662,
], 16);

// @ts-ignore: decorator
@inline
export function normalTailNear_f64x2(x: v128): v128 {
  const x2 = f64x2.mul(x, x);
  const x4 = f64x2.mul(x2, x2);
  const x8 = f64x2.mul(x4, x4);
  const x16 = f64x2.mul(x8, x8);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.add(v128.load(normalTailNear_f64x2_table, 0), f64x2.mul(x, v128.load(normalTailNear_f64x2_table, 16))), f64x2.mul(x2, f64x2.add(v128.load(normalTailNear_f64x2_table, 32), f64x2.mul(x, v128.load(normalTailNear_f64x2_table, 48))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(normalTailNear_f64x2_table, 64), f64x2.mul(x, v128.load(normalTailNear_f64x2_table, 80))), f64x2.mul(x2, f64x2.add(v128.load(normalTailNear_f64x2_table, 96), f64x2.mul(x, v128.load(normalTailNear_f64x2_table, 112))))))), f64x2.mul(x8, f64x2.add(f64x2.add(f64x2.add(v128.load(normalTailNear_f64x2_table, 128), f64x2.mul(x, v128.load(normalTailNear_f64x2_table, 144))), f64x2.mul(x2, f64x2.add(v128.load(normalTailNear_f64x2_table, 160), f64x2.mul(x, v128.load(normalTailNear_f64x2_table, 176))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(normalTailNear_f64x2_table, 192), f64x2.mul(x, v128.load(normalTailNear_f64x2_table, 208))), f64x2.mul(x2, f64x2.add(v128.load(normalTailNear_f64x2_table, 224), f64x2.mul(x, v128.load(normalTailNear_f64x2_table, 240))))))))), f64x2.mul(x16, f64x2.add(f64x2.add(f64x2.add(v128.load(normalTailNear_f64x2_table, 256), f64x2.mul(x, v128.load(normalTailNear_f64x2_table, 272))), f64x2.mul(x2, f64x2.add(v128.load(normalTailNear_f64x2_table, 288), f64x2.mul(x, v128.load(normalTailNear_f64x2_table, 304))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(normalTailNear_f64x2_table, 320), f64x2.mul(x, v128.load(normalTailNear_f64x2_table, 336))), f64x2.mul(x2, v128.load(normalTailNear_f64x2_table, 352)))))));
}

// z / r with Q(z) = exp(-r^2 / 2), r in [6, 40], of x = (r - 15.5) / (r + 15.5).
// @ts-ignore: decorator
@inline
export function normalTailFar(x: f64): f64 {
  const x2 = x * x;
  const x4 = x2 * x2;
  const x8 = x4 * x4;
  const x16 = x8 * x8;
  return (((((0.984696199495014459 + x * 0.053081974869345522) + x2 * (-0.0901339166749164023 + x * 0.116981373813681892)) + x4 * ((-0.139199531690950158 + x * 0.157864244372394736) + x2 * (-0.174043698859668358 + x * 0.188173405082256168))) + x8 * (((-0.200695052512525352 + x * 0.211845099565983763) + x2 * (-0.221863531403284506 + x * 0.230906209275450606)) + x4 * ((-0.239181995553053256 + x * 0.246684585278396304) + x2 * (-0.25271886881301877 + x * 0.259029270538090422)))) + x16 * ((((-0.273640995994989493 + x * 0.27941612518710177) + x2 * (-0.223124784469215591 + x * 0.226213711563923124)) + x4 * ((-0.522206340721796004 + x * 0.532750933218416534) + x2 * (0.35528016264114619 + x * -0.365450749643923739))) + x8 * (-1.22690776720415235 + x * 1.24593138928150594)));
}

const normalTailFar_f64x2_table: usize = memory.data<f64>([
  0.984696199495014459, 0.984696199495014459,
  0.053081974869345522, 0.053081974869345522,
  -0.0901339166749164023, -0.0901339166749164023,
  0.116981373813681892, 0.116981373813681892,
  -0.139199531690950158, -0.139199531690950158,
  0.157864244372394736, 0.157864244372394736,
  -0.174043698859668358, -0.174043698859668358,
  0.188173405082256168, 0.188173405082256168,
  -0.200695052512525352, -0.200695052512525352,
  0.211845099565983763, 0.211845099565983763,
  -0.221863531403284506, -0.221863531403284506,
  0.230906209275450606, 0.230906209275450606,
  -0.239181995553053256, -0.239181995553053256,
  0.246684585278396304, 0.246684585278396304,
  -0.25271886881301877, -0.25271886881301877,
  0.259029270538090422, 0.259029270538090422,
  -0.273640995994989493, -0.273640995994989493,
  0.27941612518710177, 0.27941612518710177,
  -0.223124784469215591, -0.223124784469215591,
  0.226213711563923124, 0.226213711563923124,
  -0.522206340721796004, -0.522206340721796004,
  0.532750933218416534, 0.532750933218416534,
  0.35528016264114619, 0.35528016264114619,
  -0.365450749643923739, -0.365450749643923739,
  -1.22690776720415235, -1.22690776720415235,
  1.24593138928150594, 1.24593138928150594,
], 16);

// @ts-ignore: decorator
@inline
export function normalTailFar_f64x2(x: v128): v128 {
  const x2 = f64x2.mul(x, x);
  const x4 = f64x2.mul(x2, x2);
  const x8 = f64x2.mul(x4, x4);
  const x16 = f64x2.mul(x8, x8);
  return f64x2.add(f64x2.add(f64x2.add(f64x2.add(f64x2.add(v128.load(normalTailFar_f64x2_table, 0), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 16))), f64x2.mul(x2, f64x2.add(v128.load(normalTailFar_f64x2_table, 32), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 48))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(normalTailFar_f64x2_table, 64), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 80))), f64x2.mul(x2, f64x2.add(v128.load(normalTailFar_f64x2_table, 96), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 112))))))), f64x2.mul(x8, f64x2.add(f64x2.add(f64x2.add(v128.load(normalTailFar_f64x2_table, 128), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 144))), f64x2.mul(x2, f64x2.add(v128.load(normalTailFar_f64x2_table, 160), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 176))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(normalTailFar_f64x2_table, 192), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 208))), f64x2.mul(x2, f64x2.add(v128.load(normalTailFar_f64x2_table, 224), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 240))))))))), f64x2.mul(x16, f64x2.add(f64x2.add(f64x2.add(f64x2.add(v128.load(normalTailFar_f64x2_table, 256), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 272))), f64x2.mul(x2, f64x2.add(v128.load(normalTailFar_f64x2_table, 288), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 304))))), f64x2.mul(x4, f64x2.add(f64x2.add(v128.load(normalTailFar_f64x2_table, 320), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 336))), f64x2.mul(x2, f64x2.add(v128.load(normalTailFar_f64x2_table, 352), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 368))))))), f64x2.mul(x8, f64x2.add(v128.load(normalTailFar_f64x2_table, 384), f64x2.mul(x, v128.load(normalTailFar_f64x2_table, 400)))))));
}

// Numerator of x - z, Q(z) = exp(-x^2 / 2), x in [3.5, 14.6], for float32.
const normalTailAbove_f32x4_table: usize = memory.data<f32>([
  2.601465977, 2.601465977, 2.601465977, 2.601465977,
  2.062827481, 2.062827481, 2.062827481, 2.062827481,
  0.2338032929, 0.2338032929, 0.2338032929, 0.2338032929,
  0.003376036592, 0.003376036592, 0.003376036592, 0.003376036592,
], 16);

// @ts-ignore: decorator
@inline
export function normalTailAbove_f32x4(x: v128): v128 {
  const x2 = f32x4.mul(x, x);
  return f32x4.add(f32x4.add(v128.load(normalTailAbove_f32x4_table, 0), f32x4.mul(x, v128.load(normalTailAbove_f32x4_table, 16))), f32x4.mul(x2, f32x4.add(v128.load(normalTailAbove_f32x4_table, 32), f32x4.mul(x, v128.load(normalTailAbove_f32x4_table, 48)))));
}

// The denominator.
const normalTailBelow_f32x4_table: usize = memory.data<f32>([
  1.0, 1.0, 1.0, 1.0,
  2.067677343, 2.067677343, 2.067677343, 2.067677343,
  0.7494427038, 0.7494427038, 0.7494427038, 0.7494427038,
  0.05230307971, 0.05230307971, 0.05230307971, 0.05230307971,
  0.0004796643134, 0.0004796643134, 0.0004796643134, 0.0004796643134,
], 16);

// @ts-ignore: decorator
@inline
export function normalTailBelow_f32x4(x: v128): v128 {
  const x2 = f32x4.mul(x, x);
  const x4 = f32x4.mul(x2, x2);
  return f32x4.add(f32x4.add(f32x4.add(v128.load(normalTailBelow_f32x4_table, 0), f32x4.mul(x, v128.load(normalTailBelow_f32x4_table, 16))), f32x4.mul(x2, f32x4.add(v128.load(normalTailBelow_f32x4_table, 32), f32x4.mul(x, v128.load(normalTailBelow_f32x4_table, 48))))), f32x4.mul(x4, v128.load(normalTailBelow_f32x4_table, 64)));
}

// (log(1 + x) - x + x^2 / 2) / x^3, 1 + x in [sqrt(1/2), sqrt 2], for float32.
const logTail_f32x4_table: usize = memory.data<f32>([
  0.3333333073, 0.3333333073, 0.3333333073, 0.3333333073,
  -0.2500030642, -0.2500030642, -0.2500030642, -0.2500030642,
  0.2000104509, 0.2000104509, 0.2000104509, 0.2000104509,
  -0.1664128146, -0.1664128146, -0.1664128146, -0.1664128146,
  0.1421449592, 0.1421449592, 0.1421449592, 0.1421449592,
  -0.1299818376, -0.1299818376, -0.1299818376, -0.1299818376,
  0.1262231985, 0.1262231985, 0.1262231985, 0.1262231985,
  -0.07902743772, -0.07902743772, -0.07902743772, -0.07902743772,
], 16);

// @ts-ignore: decorator
@inline
export function logTail_f32x4(x: v128): v128 {
  const x2 = f32x4.mul(x, x);
  const x4 = f32x4.mul(x2, x2);
  return f32x4.add(f32x4.add(f32x4.add(v128.load(logTail_f32x4_table, 0), f32x4.mul(x, v128.load(logTail_f32x4_table, 16))), f32x4.mul(x2, f32x4.add(v128.load(logTail_f32x4_table, 32), f32x4.mul(x, v128.load(logTail_f32x4_table, 48))))), f32x4.mul(x4, f32x4.add(f32x4.add(v128.load(logTail_f32x4_table, 64), f32x4.mul(x, v128.load(logTail_f32x4_table, 80))), f32x4.mul(x2, f32x4.add(v128.load(logTail_f32x4_table, 96), f32x4.mul(x, v128.load(logTail_f32x4_table, 112)))))));
}

// (exp(x) - 1 - x) / x^2, |x| <= log(2) / 2, for float32.
const expm1Tail_f32x4_table: usize = memory.data<f32>([
  0.5, 0.5, 0.5, 0.5,
  0.1666657703, 0.1666657703, 0.1666657703, 0.1666657703,
  0.04166655466, 0.04166655466, 0.04166655466, 0.04166655466,
  0.008363173075, 0.008363173075, 0.008363173075, 0.008363173075,
  0.001392617612, 0.001392617612, 0.001392617612, 0.001392617612,
], 16);

// @ts-ignore: decorator
@inline
export function expm1Tail_f32x4(x: v128): v128 {
  const x2 = f32x4.mul(x, x);
  const x4 = f32x4.mul(x2, x2);
  return f32x4.add(f32x4.add(f32x4.add(v128.load(expm1Tail_f32x4_table, 0), f32x4.mul(x, v128.load(expm1Tail_f32x4_table, 16))), f32x4.mul(x2, f32x4.add(v128.load(expm1Tail_f32x4_table, 32), f32x4.mul(x, v128.load(expm1Tail_f32x4_table, 48))))), f32x4.mul(x4, v128.load(expm1Tail_f32x4_table, 64)));
}
